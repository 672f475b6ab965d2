import { cdk, cdk8s, javascript, typescript } from 'projen';

/**
 * Names that are provisional until somebody publishes: the repository and, for each language, the group or
 * organisation. They stand here and nowhere else.
 */
const PROVISIONAL = {
  repository: 'https://github.com/cdk8s-ingress/cdk8s-ingress.git',
  author: 'cdk8s-ingress authors',
  authorAddress: 'cdk8s-ingress@users.noreply.github.com',
  java: { group: 'io.github.cdk8s_ingress', package: 'io.github.cdk8s_ingress' },
  go: 'github.com/cdk8s-ingress/cdk8s-ingress-go',
  dotnet: 'Cdk8sIngress',
};

/** What users need at least (the packed library is tried with it), and what the tests run with. */
const CDK8S = { lowest: '2.70.47', tested: '2.70.106' };

/**
 * Node.js versions that its project supports. `engines` lists them, `npm run smoke` tries the package with each and checks that the README
 * names them. Versions without support may still work.
 */
const NODE_VERSIONS = [22, 24, 26];

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-ingress',
  description:
    'Path routing for Kubernetes as typed code: install a controller, put services behind paths, and know what every URL will do.',
  keywords: ['cdk8s', 'kubernetes', 'ingress', 'ingress-nginx', 'gateway-api', 'routing'],
  repositoryUrl: PROVISIONAL.repository,
  author: PROVISIONAL.author,
  authorAddress: PROVISIONAL.authorAddress,
  authorOrganization: true,
  license: 'Apache-2.0',
  copyrightOwner: PROVISIONAL.author,
  defaultReleaseBranch: 'main',

  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  projenVersion: '0.103.25',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',

  cdk8sVersion: CDK8S.lowest,
  constructsVersion: '10.8.1',
  peerDeps: ['cdk8s-plus-27@^2.9.5'],
  // Dev dependencies are the tested versions below; projen would install the lowest ones.
  peerDependencyOptions: { pinnedDevDependency: false },
  integrationTestAutoDiscover: false,
  bin: { 'cdk8s-ingress': 'bin/cdk8s-ingress.js' },
  // It would take the built file for another one.
  autoDetectBin: false,
  devDeps: [
    `cdk8s@${CDK8S.tested}`,
    'cdk8s-plus-27@2.9.5',
    // Services of other versions are routed to as well; `cdk8s init` installs 33.
    'cdk8s-plus-32@2.5.92',
    'cdk8s-plus-33@2.5.57',
    'cdk8s-plus-34@2.0.54',
    'constructs@10.8.1',
    '@types/node@^20',
    '@swc/core@^1',
    '@swc/jest@^0.2',
    'ajv@^8',
    'ajv-formats@^3',
    'esbuild@^0.28',
    'fast-check@^4',
    // What `npm run bench` compares the look-up of routes with.
    'find-my-way@^9',
    // The command line reads manifests with these two. scripts/bundle-core.ts makes them part of the package, where they load much sooner.
    'picomatch@^4',
    'yaml@^2',
    'tsx@^4',
  ],

  // No generated file names a service that is not chosen yet.
  github: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  sampleCode: false,

  biome: true,
  biomeOptions: {
    version: '2.5.15',
    mergeArraysInConfiguration: false,
    biomeConfig: {
      formatter: { enabled: true, indentStyle: javascript.biome_config.IndentStyle.SPACE, indentWidth: 2, lineWidth: 140 },
      javascript: {
        formatter: {
          quoteStyle: javascript.biome_config.QuoteStyle.SINGLE,
          semicolons: javascript.biome_config.Semicolons.ALWAYS,
        },
      },
      linter: {
        enabled: true,
        rules: {
          preset: javascript.biome_config.PresetConfig.RECOMMENDED,
          // Union-like classes, the shape jsii leaves for unions, consist of static members.
          complexity: { noStaticOnlyClass: 'off' },
          // "${...}" is the syntax of nginx variables in plain strings.
          suspicious: { noTemplateCurlyInString: 'off' },
          style: { noNonNullAssertion: 'error' },
        },
      },
      overrides: [
        {
          // A test or script that fails on a wrong assumption is what one wants.
          includes: ['test/**', 'scripts/**', 'bench/**', 'e2e/languages/**'],
          linter: { rules: { style: { noNonNullAssertion: 'off' } } },
        },
      ],
    },
  },

  // package.json lists what a package holds instead.
  npmignoreEnabled: false,

  jest: true,
  jestOptions: {
    jestVersion: '^30',
    configFilePath: 'jest.config.json',
    junitReporting: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      collectCoverage: false,
      roots: ['<rootDir>/test'],
      // jest alone leaves one core free, which on two cores means one worker.
      maxWorkers: '100%',
      setupFilesAfterEnv: ['<rootDir>/test/no-warnings.ts'],
      // Examples and README blocks import the library by its name.
      moduleNameMapper: { '^cdk8s-ingress$': '<rootDir>/src/index.ts', '^cdk8s-ingress/jest$': '<rootDir>/src/jest.ts' },
    },
  },

  tsconfig: {
    compilerOptions: {
      inlineSourceMap: false,
      inlineSources: false,
      stripInternal: true,
      noImplicitOverride: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      forceConsistentCasingInFileNames: true,
      types: ['node'],
    },
  },
  tsconfigDev: {
    include: [
      '**/*.ts',
      '../src/**/*.ts',
      '../examples/**/*.ts',
      '../bench/**/*.ts',
      '../e2e/**/*.ts',
      '../scripts/**/*.ts',
      '../.projenrc.ts',
    ],
    compilerOptions: {
      types: ['node', 'jest'],
      paths: { 'cdk8s-ingress': ['../src/index.ts'], 'cdk8s-ingress/jest': ['../src/jest.ts'] },
    },
  },
  validateTsconfig: cdk.ValidateTsconfig.MINIMAL,
  docgen: true,

  publishToPypi: { distName: 'cdk8s-ingress', module: 'cdk8s_ingress' },
  publishToMaven: {
    javaPackage: PROVISIONAL.java.package,
    mavenGroupId: PROVISIONAL.java.group,
    mavenArtifactId: 'cdk8s-ingress',
  },
  publishToGo: { moduleName: PROVISIONAL.go, packageName: 'cdk8singress' },
  publishToNuget: { dotNetNamespace: PROVISIONAL.dotnet, packageId: PROVISIONAL.dotnet },
});

project.package.addEngine('node', NODE_VERSIONS.map((version) => `^${version}`).join(' || '));

// Matchers are an entry of their own, so that the library needs no jest. What loads a library of jsii looks for the two other files.
project.package.addField('exports', {
  '.': './lib/index.js',
  './jest': './lib/jest.js',
  './package.json': './package.json',
  './.jsii': './.jsii',
  './.jsii.gz': './.jsii.gz',
  './.warnings.jsii.js': './.warnings.jsii.js',
});
// The same for compilers that do not read exports yet (moduleResolution "node").
project.package.addField('typesVersions', { '*': { jest: ['lib/jest.d.ts'] } });
// scripts/bundle.ts leaves in lib/ only what belongs in the package. npm adds package.json, README.md and LICENSE.
project.package.addField('files', ['bin', 'lib', '.jsii', '.jsii.gz', 'CHANGELOG.md']);
project.gitignore.exclude('/bin/', '.jsii.gz');
// Of apps in Python, Java and Go that are run where they are.
project.gitignore.exclude('__pycache__/', '.pytest_cache/', '/examples/*/*/dist/', '/examples/*/java/target/');
project.gitignore.exclude('/.idea/', '/.vscode/', '.DS_Store');

// What projen adds by itself goes too far: data under test/ is neither linted nor formatted, and there is no folder projenrc/.
const sources = ['src', 'test', 'examples', 'bench', 'e2e', 'scripts'];
project.biome?.file.addOverride('files.includes', [...sources.map((folder) => `${folder}/**/*.ts`), '.projenrc.ts', '!**/*.generated.ts']);
project.jest?.file?.addOverride('testMatch', ['<rootDir>/test/**/*.test.ts']);
// `npm run typecheck` checks types. ts-jest would parse every file with the compiler again, which takes three times as long as swc.
project.deps.removeDependency('ts-jest');
if (project.jest) {
  project.jest.config.transform = {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
  };
}
project.tryRemoveFile('projenrc/tsconfig.json');
project.gitattributes.removeAttributes('/projenrc/tsconfig.json', 'linguist-generated', 'linguist-language=JSON-with-Comments');
project.gitignore.removePatterns('!/projenrc/tsconfig.json');
project.defaultTask?.reset('tsx .projenrc.ts');

// The lock file holds no addresses, so it works with any registry.
new javascript.NpmConfig(project).addConfig('omit-lockfile-registry-resolved', 'true');

// With newer releases the lock file came out without some of their platform packages, and `npm ci` failed.
project.package.addPackageResolutions('@biomejs/biome@2.5.15', 'unrs-resolver@1.12.2');

// projen's own `test` rewrites files and its `package` builds every language. And `projen X` costs half a second each time,
// so package.json holds plain scripts instead.
project.testTask.reset('npm test');
project.packageTask.reset('npm run package:js');
const scripts = {
  test: 'npm run typecheck && npm run lint && jest --ci',
  'test:update': 'jest --updateSnapshot',
  typecheck: 'tsc --noEmit -p test/tsconfig.json --incremental --tsBuildInfoFile node_modules/.cache/typecheck.tsbuildinfo',
  lint: 'biome check --error-on-warnings',
  format: 'biome check --write',
  demo: 'tsx --tsconfig test/tsconfig.json examples/01-two-services/main.ts',
  bench: 'tsx --tsconfig test/tsconfig.json bench/main.ts',
  generate: 'tsx --tsconfig test/tsconfig.json scripts/generate.ts && tsx --tsconfig test/tsconfig.json scripts/write-examples.ts',
  e2e: 'tsx --tsconfig test/tsconfig.json e2e/main.ts',
  'e2e:build': 'tsx --tsconfig test/tsconfig.json e2e/main.ts build',
  'e2e:record': 'tsx --tsconfig test/tsconfig.json e2e/main.ts record',
  fuzz: 'tsx --tsconfig test/tsconfig.json test/fuzz/main.ts',
  mutate: 'tsx --tsconfig test/tsconfig.json test/mutate/main.ts',
  'e2e:languages': 'tsx --tsconfig test/tsconfig.json e2e/languages/main.ts',
  'truth:answer': 'tsx --tsconfig test/tsconfig.json test/truth/harness/main.ts',
  'truth:rules': 'tsx --tsconfig test/tsconfig.json test/truth/harness/rules-main.ts',
  // The warning about a dev dependency: the lowest cdk8s is what scripts/smoke-package.ts runs with.
  // Compressed, the assembly is a tenth of its size.
  compile: 'jsii --compress-assembly --silence-warnings=reserved-word --silence-warnings=missing-dev-dependency && npm run bundle',
  bundle: 'tsx scripts/bundle.ts',
  docs: 'jsii-docgen -o API.md',
  'docs:languages': 'jsii-docgen -o dist/docs/API.md -l python java csharp go',
  // Nothing to compare with before the first release.
  compatibility: 'tsx scripts/compare-with-release.ts',
  // Whoever packs, for whatever language, packs what these sources compile to, in a fresh clone too.
  prepack: 'npm run compile',
  package: 'npm run package:js && npm run docs',
  // Needs dist/js of `npm run package:js`.
  smoke: 'tsx scripts/smoke-package.ts',
  'package:all': ['js', 'python', 'java', 'go', 'dotnet'].map((language) => `npm run package:${language}`).join(' && '),
  'package:python': 'tsx scripts/package-python.ts',
  ...Object.fromEntries(
    ['js', 'java', 'go', 'dotnet'].map((language) => [`package:${language}`, `jsii-pacmak --no-npmignore --target ${language}`]),
  ),
  build: 'npm test && npm run package',
  projen: 'projen',
};
for (const { name } of project.tasks.all) project.removeScript(name);
for (const [name, command] of Object.entries(scripts)) project.setScript(name, command);

project.synth();
