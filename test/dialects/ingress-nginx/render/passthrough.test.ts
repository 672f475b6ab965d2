import { App, Chart, Testing } from 'cdk8s';
import { RouteTarget } from '../../../../src';
import { ControllerKind } from '../../../../src/api/controller/controller-kind';
import { IngressController } from '../../../../src/api/controller/ingress-controller';
import { PathIngress } from '../../../../src/api/routes/path-ingress';
import { HttpsRedirect } from '../../../../src/api/routes/route-policies';
import { expectValid } from '../../../kubernetes-schema';
import { codesOf, collectWarnings, nginxAnnotations, ruleLines, SHOP, synthRoutes, to } from '../../../synth-routes';

const warnings = collectWarnings();

test('TLS that is passed through has an Ingress of its own, and plain http may be redirected to it', () => {
  const manifests = synthRoutes(
    (ingress) => {
      ingress.addRoute('/', RouteTarget.tlsPassthrough(to('web', 8443)), { httpsRedirect: HttpsRedirect.ALWAYS });
      ingress.addRoute('/', to('blog'), { host: 'blog.example.com', httpsRedirect: HttpsRedirect.ALWAYS });
    },
    { hosts: [SHOP] },
  );
  expectValid(manifests);
  expect(manifests.map((manifest) => [nginxAnnotations(manifest), ...ruleLines(manifest)])).toEqual([
    [{ 'ssl-passthrough': 'true', 'force-ssl-redirect': 'true' }, `${SHOP}/ Prefix web:8443`],
    [{ 'force-ssl-redirect': 'true' }, 'blog.example.com/ Prefix blog:80'],
  ]);
  expect(warnings).toEqual([]);
});

/** What is found out about a route with TLS passthrough for a controller of the app. */
function codesWith(extraArgs: { [flag: string]: string }) {
  const chart = new Chart(new App(), 'test');
  const controller = new IngressController(chart, 'controller', { kind: ControllerKind.ingressNginx({ extraArgs }) });
  const ingress = new PathIngress(chart, 'shop', { controller, namespace: 'web', host: SHOP });
  ingress.addRoute('/', RouteTarget.tlsPassthrough(to('web')));
  const errors = codesOf(() => Testing.synth(chart));
  return { errors, others: ingress.findings.map(({ code }) => code).filter((code) => !errors.includes(code)) };
}

test.each([
  ['without the flag it would be decrypted', {}, ['ingress-nginx/passthrough-off']],
  ['nor is it with the flag switched off', { 'enable-ssl-passthrough': 'false' }, ['ingress-nginx/passthrough-off']],
  ['with the flag it is', { 'enable-ssl-passthrough': 'true' }, []],
  ['with the flag alone too', { 'enable-ssl-passthrough': '' }, []],
])('whether TLS is passed through is known of a controller of the app: %s', (_, extraArgs, errors) => {
  expect(codesWith(extraArgs)).toEqual({ errors, others: [] });
});
