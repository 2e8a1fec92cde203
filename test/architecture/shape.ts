import { forbidUses, isProof, type Rule } from './rule.ts';

const maxLines = 250;

/** Files that may be longer, and why. */
const longFor: Readonly<Record<string, string>> = {
  'web/library/language/en.ts': 'a dictionary, whole in one place for who translates it',
  'web/library/language/ko.ts': 'a dictionary, whole in one place for who translates it',
};

const shortFiles: Rule = {
  name: `no file is longer than ${maxLines} lines without a reason`,
  violations: (sources) =>
    [...sources.values()]
      .filter(({ path, lines }) => lines > maxLines && !longFor[path])
      .map(({ path, lines }) => `${path} has ${lines} lines`),
  planted: {
    files: { 'mixins/long.ts': 'let a;\n'.repeat(251), 'mixins/short.ts': 'let a;\n'.repeat(250) },
    violations: ['mixins/long.ts has 251 lines'],
  },
};

const speakingNames: Rule = {
  name: 'no file is named Manager, Helper or Util',
  violations: (sources) => [...sources.keys()].filter((path) => /manager|helper|util/i.test(path)),
  planted: {
    files: { 'mixins/retryHelper.ts': '', 'services/payment/utils/sum.ts': '', 'mixins/retry.ts': '' },
    violations: ['mixins/retryHelper.ts', 'services/payment/utils/sum.ts'],
  },
};

const freePorts: Rule = {
  name: 'no test listens on a fixed port',
  violations: (sources) =>
    forbidUses(
      [...sources.values()].filter(({ path }) => isProof(path)),
      /^(listen\([1-9]\d*\)|port: [1-9]\d*)$/,
    ),
  planted: {
    files: {
      'test/e2e/gateway.test.ts': "server.listen(3000);\nserver.listen(0, '127.0.0.1');\nstart({ port: 3000 });",
      'services/gateway/gateway.service.ts': 'server.listen(3000);',
    },
    violations: ['test/e2e/gateway.test.ts:1 uses listen(3000)', 'test/e2e/gateway.test.ts:3 uses port: 3000'],
  },
};

export const shapeRules: readonly Rule[] = [shortFiles, speakingNames, freePorts];
