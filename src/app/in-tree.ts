import type { IConstruct } from 'constructs';

/** Whether a construct is still in its tree: a removed one keeps its scope, and its scope has it no more. */
export function isInTree(construct: IConstruct): boolean {
  for (let at = construct; at.node.scope !== undefined; at = at.node.scope)
    if (at.node.scope.node.tryFindChild(at.node.id) !== at) return false;
  return true;
}
