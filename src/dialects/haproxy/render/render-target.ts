import type { ConstructRoutes, ControllerRoutes } from '../../dialect';

/** One construct, and the controller that its routes go to. */
export type RenderTarget = ConstructRoutes & Pick<ControllerRoutes, 'controller' | 'ingressClassName'>;
