import { fail } from '../findings/fail';

interface Tree {
  readonly node: { readonly path: string; tryFindChild(id: string): unknown };
}

/**
 * The id of a construct, checked before the tree gets it: the tree itself would fail with an error that names no construct, or take a member
 * that every object of JavaScript has for another construct.
 */
export function checkedId(scope: unknown, id: string, owner: string): string {
  if (!isTree(scope)) fail('option/wrong-type', '', { option: 'scope', owner, value: scope, expected: 'a Chart or a construct in one' });
  const { path } = scope.node;
  if (typeof id !== 'string' || id === '')
    fail('option/wrong-type', path, { option: 'id', owner, value: id, expected: 'a text that is not empty' });
  if (id in Object.prototype) fail('option/id-not-usable', path, { id, owner, taken: false });
  // The tree replaces slashes.
  if (scope.node.tryFindChild(id) !== undefined) fail('option/id-not-usable', path, { id, owner, taken: true });
  return id;
}

const isTree = (scope: unknown): scope is Tree =>
  typeof scope === 'object' &&
  scope !== null &&
  typeof (scope as { readonly node?: { readonly tryFindChild?: unknown } }).node?.tryFindChild === 'function';
