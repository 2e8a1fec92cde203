/** The style of the page of the API, in light and dark. */
export const style = `
:root { color-scheme: light dark; --line: #8885; }
html { background: Canvas; color: CanvasText; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; overflow-wrap: anywhere; padding: 1rem; }
code, pre { font: .9rem/1.4 ui-monospace, monospace; }
pre { border: 1px solid var(--line); border-radius: .3rem; overflow: auto; padding: .6rem; }
nav { display: flex; flex-wrap: wrap; gap: 1rem; }
h2 { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
details { border: 1px solid var(--line); border-radius: .3rem; margin: .5rem 0; padding: .5rem .8rem; }
summary { cursor: pointer; }
summary code { font-weight: 600; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
small { font-weight: 400; }
`;
