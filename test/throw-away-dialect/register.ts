import { ControllerKind } from '../../src/api/controller/controller-kind';
import { POLICIES } from '../../src/api/routes/policy-shapes';
import type { Dialect } from '../../src/dialects/dialect';
import { READERS } from '../../src/dialects/readers';
import { DIALECTS } from '../../src/dialects/registry';
import { OBJECT } from '../../src/input/struct-shape';
import { answers } from './answers';
import { identity } from './identity';
import { install } from './install';
import { kinds } from './kinds';
import { native } from './native';
import { read } from './read';
import { place, render } from './render';

const NAME = identity.name as never;

const moss: Dialect = { identity: { ...identity, name: NAME }, answers: () => answers, native, place, render, read, install };

// What a real dialect touches outside its folder: one line in `registry.ts` and one in `readers.ts`, one member of `ControllerKind`, and
// for its submodule one member of `RoutePolicies` with its shape.
Object.assign(DIALECTS, { [identity.name]: moss });
Object.assign(POLICIES, { [native.option]: OBJECT });
(READERS as unknown as object[]).unshift({ identity: moss.identity, kinds, load: () => read });

type AnyKind = new (dialect: string, version: string, options: object) => ControllerKind;

export const mossKind = (): ControllerKind => new (ControllerKind as unknown as AnyKind)(identity.name, identity.version, {});
