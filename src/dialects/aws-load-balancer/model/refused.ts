/**
 * What the controller writes when it gives up on a group: nothing of the group changes then. It is caught where a group is built, so no
 * stage has to hand it on.
 */
export class Refused extends Error {}

export function refuse(because: string): never {
  throw new Refused(because);
}
