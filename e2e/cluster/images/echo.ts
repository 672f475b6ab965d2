import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Image } from './image';

const PLACE = '/usr/local/echo';

/** What the echo server says about a request that it received. */
export interface Echo {
  readonly namespace: string;
  /** Name of the Service that the pod stands behind: variable ECHO_SERVICE of its container. */
  readonly service: string;
  readonly pod: string;
  readonly address: string;
  readonly method: string;
  /** As it stood in the request line. */
  readonly target: string;
  readonly host: string;
  readonly headers: { readonly [name: string]: readonly string[] };
  readonly body?: string;
}

/** A small server that answers with what it received (e2e/programs/echo). Its arguments are the addresses to listen on. */
export function echoImage(program: string): Image {
  return {
    name: 'echo',
    place: PLACE,
    command: [join(PLACE, 'echo'), ':8080'],
    fill: (folder) => cpSync(program, join(folder, 'echo')),
  };
}
