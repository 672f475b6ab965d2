/** docs/cli.md explains them. */
export const EXIT = { done: 0, findings: 1, usage: 2, bug: 3, undecided: 4 } as const;
