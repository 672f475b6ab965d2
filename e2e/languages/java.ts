import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { generatePeer } from './bindings';
import { fileIn, runApp } from './files';
import type { Built, Language } from './language';
import { printed, run } from './program';
import { EXAMPLE, lowest, PEERS, targetsOf, tested } from './repository';

/** What the example is compiled for. */
const OLDEST_JAVA = 11;

const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.0';

/** Asks for an artifact without its dependencies. If it is published, it stays where Maven keeps what it downloads. */
const isPublished = async (artifact: string): Promise<boolean> =>
  (await printed('mvn', '-q', '-B', `${PLUGIN}:get`, `-Dartifact=${artifact}`, '-Dtransitive=false')) !== undefined;

/**
 * The jar, in one build of Maven with the app and with each peer that is not published, from generated code. Modules of a build see each other
 * where they were built, so nothing is installed.
 */
export const java: Language = {
  name: 'Java',
  block: 'java',
  async missing() {
    const version = /^javac (\d+)/m.exec((await printed('javac', '--version')) ?? '')?.[1];
    return [
      ...(version === undefined || Number(version) < OLDEST_JAVA ? [`a JDK of Java ${OLDEST_JAVA} or newer`] : []),
      ...((await printed('mvn', '--version')) === undefined ? ['Maven'] : []),
    ];
  },
  async build(code, folder): Promise<Built> {
    const peers: string[] = [];
    const modules: string[] = [];
    for (const peer of PEERS) {
      const { groupId, artifactId } = targetsOf(peer).java!.maven;
      const published = await isPublished(`${groupId}:${artifactId}:${lowest(peer)}`);
      peers.push(`${peer} ${published ? `${lowest(peer)} published` : `${tested(peer)} generated`}`);
      if (!published) modules.push(await generatePeer(join(folder, 'peers', peer), 'java', peer));
    }
    const app = join(folder, 'app');
    cpSync(join(EXAMPLE, 'java'), app, { recursive: true });
    const library = join(code, 'java');
    writeFileSync(join(folder, 'pom.xml'), pomOf([...modules, library, app].map((module) => relative(folder, module))));
    const quick = ['-Dmaven.javadoc.skip', '-Dmaven.source.skip'];
    await run('mvn', ['-q', '-B', ...quick, 'package', `${PLUGIN}:build-classpath`, '-Dmdep.outputFile=target/classpath'], { cwd: folder });

    const jar = fileIn(join(library, 'target'), '.jar');
    const classpath = [join(app, 'target/classes'), readFileSync(join(app, 'target/classpath'), 'utf8')].join(delimiter);
    /** Compiles a program of one file, and gives the arguments that run it. */
    const compile = async (source: string): Promise<readonly string[]> => {
      const [, main] = /^public (?:final )?class (\w+)/m.exec(source) ?? [];
      if (main === undefined) throw new Error(`no class in\n${source}`);
      const program = join(folder, main);
      mkdirSync(program);
      writeFileSync(join(program, `${main}.java`), source);
      await run('javac', ['-Xlint:all,-processing', '-Werror', '-cp', classpath, join(program, `${main}.java`)], { cwd: folder });
      return ['-cp', [program, classpath].join(delimiter), main];
    };
    return {
      size: { published: statSync(jar).size, installed: statSync(jar).size },
      peers: peers.join(', '),
      runExample: () => runApp('java', ['-cp', classpath, 'com.example.shop.Main'], join(folder, 'dist'), { cwd: folder }),
      runReadme: async (block) => runApp('java', await compile(block), join(folder, 'readme'), { cwd: folder }),
      answer: async (questions) => {
        const program = await compile(readFileSync(join(__dirname, 'answers/Answers.java'), 'utf8'));
        return JSON.parse((await run('java', [...program, questions], { cwd: folder })).stdout);
      },
    };
  },
};

const pomOf = (modules: readonly string[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>build</groupId>
  <artifactId>build</artifactId>
  <version>0.0.0</version>
  <packaging>pom</packaging>
  <modules>
${modules.map((module) => `    <module>${module}</module>\n`).join('')}  </modules>
</project>
`;
