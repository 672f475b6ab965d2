import { dirname, join } from 'node:path';
import * as ts from 'typescript';

/** Says whether a changed source still compiles. Nothing is written: the change is in memory alone. */
export class Compiler {
  private readonly service: ts.LanguageService;
  private changed: { readonly path: string; readonly text: string; readonly version: number } | undefined;
  private version = 0;

  public constructor(private readonly root: string) {
    const config = join(root, 'tsconfig.json');
    const { options, fileNames } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(config, ts.sys.readFile).config,
      ts.sys,
      dirname(config),
    );
    const textOf = (path: string) => (this.changed?.path === path ? this.changed.text : ts.sys.readFile(path));
    this.service = ts.createLanguageService({
      // A change may well leave a name or a statement unused.
      getCompilationSettings: () => ({
        ...options,
        noUnusedLocals: false,
        noUnusedParameters: false,
        allowUnreachableCode: true,
        allowUnusedLabels: true,
      }),
      getScriptFileNames: () => fileNames,
      getScriptVersion: (path) => (this.changed?.path === path ? `changed ${this.changed.version}` : 'committed'),
      getScriptSnapshot: (path) => {
        const text = textOf(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => root,
      getDefaultLibFileName: (of) => ts.getDefaultLibFilePath(of),
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      readDirectory: ts.sys.readDirectory,
    });
  }

  public accepts(file: string, text: string): boolean {
    const path = join(this.root, file);
    this.changed = { path, text, version: ++this.version };
    return this.service.getSyntacticDiagnostics(path).length + this.service.getSemanticDiagnostics(path).length === 0;
  }
}
