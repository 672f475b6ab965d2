import { join } from 'node:path';
import * as ts from 'typescript';

/** The type of a parameter or member, as far as values can be made for it. */
export type Type =
  | { readonly kind: 'text' | 'number' | 'flag' | 'any' }
  | { readonly kind: 'list' | 'map'; readonly of: () => Type }
  | { readonly kind: 'struct'; readonly name: string; readonly members: () => readonly Member[] }
  | { readonly kind: 'enum'; readonly values: readonly unknown[] }
  | { readonly kind: 'instance'; readonly name: string };

export interface Member {
  readonly name: string;
  readonly optional: boolean;
  readonly type: Type;
}

/** Something public that can be called: a static method, a constructor, or a method of an instance. */
export interface Callable {
  /** As users write it, such as "ingressNginx.Risk" for a class of a submodule. */
  readonly owner: string;
  readonly how: 'static' | 'constructor' | 'method';
  readonly name: string;
  readonly parameters: readonly Member[];
  readonly rest: boolean;
}

/** Every public callable, read from `src/index.ts` by the compiler, so that what is added is attacked too. */
export function publicSurface(): readonly Callable[] {
  const root = join(__dirname, '../..');
  const file = join(root, 'src/index.ts');
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config.compilerOptions },
    root,
  );
  const program = ts.createProgram([file], { ...options, noEmit: true, incremental: false, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const index = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
  return new Surface(checker).of(index, '');
}

class Surface {
  private readonly known = new Map<ts.Type, Type>();

  public constructor(private readonly checker: ts.TypeChecker) {}

  public of(module: ts.Symbol, prefix: string): Callable[] {
    return this.checker.getExportsOfModule(module).flatMap((exported) => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(exported) : exported;
      if (symbol.flags & ts.SymbolFlags.ValueModule) return this.of(symbol, `${exported.name}.`);
      return symbol.flags & ts.SymbolFlags.Class ? this.callablesOf(symbol, prefix + exported.name) : [];
    });
  }

  private callablesOf(symbol: ts.Symbol, owner: string): Callable[] {
    const made = this.checker.getTypeOfSymbol(symbol);
    const isPublic = ({ valueDeclaration, name }: ts.Symbol): boolean =>
      !name.startsWith('_') &&
      valueDeclaration !== undefined &&
      !(ts.getCombinedModifierFlags(valueDeclaration as ts.Declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) &&
      valueDeclaration.getSourceFile().fileName.includes('/src/');
    const methods = (type: ts.Type, how: Callable['how']): Callable[] =>
      type.getProperties().flatMap((member) => {
        if (!isPublic(member) || !(member.flags & ts.SymbolFlags.Method)) return [];
        const [signature] = this.checker.getTypeOfSymbol(member).getCallSignatures();
        return signature === undefined ? [] : [this.callable(owner, how, member.name, signature)];
      });
    const constructors = made
      .getConstructSignatures()
      .filter(({ declaration }) => declaration === undefined || !(ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private))
      .map((signature) => this.callable(owner, 'constructor', owner, signature));
    return [...methods(made, 'static'), ...constructors, ...methods(this.checker.getDeclaredTypeOfSymbol(symbol), 'method')];
  }

  private callable(owner: string, how: Callable['how'], name: string, signature: ts.Signature): Callable {
    const parameters = signature.parameters.map((parameter): Member => {
      const declaration = parameter.valueDeclaration as ts.ParameterDeclaration;
      const optional = declaration.questionToken !== undefined || declaration.initializer !== undefined;
      return { name: parameter.name, optional, type: this.typeOf(this.checker.getTypeOfSymbol(parameter)) };
    });
    const last = signature.parameters.at(-1)?.valueDeclaration as ts.ParameterDeclaration | undefined;
    return { owner, how, name, parameters, rest: last?.dotDotDotToken !== undefined };
  }

  private typeOf(given: ts.Type): Type {
    const type = this.checker.getNonNullableType(given);
    const known = this.known.get(type);
    if (known !== undefined) return known;
    const found = this.readType(type);
    this.known.set(type, found);
    return found;
  }

  private readType(type: ts.Type): Type {
    if (type.flags & ts.TypeFlags.BooleanLike || type.isUnion()) {
      if (type.flags & ts.TypeFlags.BooleanLike) return { kind: 'flag' };
      const values = (type as ts.UnionType).types.map((one) => (one as ts.LiteralType).value);
      return values.every((value) => value !== undefined) ? { kind: 'enum', values } : { kind: 'any' };
    }
    if (type.flags & ts.TypeFlags.StringLike) return { kind: 'text' };
    if (type.flags & ts.TypeFlags.NumberLike) return { kind: 'number' };
    if (this.checker.isArrayType(type))
      return { kind: 'list', of: () => this.typeOf(this.checker.getTypeArguments(type as ts.TypeReference)[0]!) };
    const values = type.getStringIndexType();
    if (values !== undefined) return { kind: 'map', of: () => this.typeOf(values) };
    const symbol = type.getSymbol();
    if (symbol === undefined) return { kind: 'any' };
    if (symbol.flags & ts.SymbolFlags.Class || /^I[A-Z]/.test(symbol.name)) return { kind: 'instance', name: symbol.name };
    return {
      kind: 'struct',
      name: symbol.name,
      members: () =>
        type.getProperties().map((member) => ({
          name: member.name,
          optional: (member.flags & ts.SymbolFlags.Optional) !== 0,
          type: this.typeOf(this.checker.getTypeOfSymbol(member)),
        })),
    };
  }
}
