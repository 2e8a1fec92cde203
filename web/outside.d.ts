/** The pages of systems from outside, which the build puts here. */
declare module 'virtual:pages-from-outside' {
  const pages: readonly import('./kit/shell/pages.ts').Pages[];
  export default pages;
}
