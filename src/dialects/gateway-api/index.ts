import type { Dialect } from '../dialect';
import { answers } from './answers';
import { identity } from './identity';
import { IMPLEMENTATIONS } from './implementations';
import { install } from './install';
import { place, render } from './render';

/** The dialect of Gateway API: HTTPRoutes, and the policies of the implementation that serves them. */
export const gatewayApi: Dialect = { identity, answers, variants: IMPLEMENTATIONS, place, render, install };
