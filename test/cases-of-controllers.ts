import type { DialectName } from '../src/dialects/dialect';
import type { FeatureName } from '../src/model/features';
import type { Probe } from './cases';

/** What is known of one controller about the cases: by dialect, and by the name of the case. */
type ByDialect<T> = { readonly [D in DialectName]?: T };

/** Cases that synth refuses, though every feature is one that the controller has. */
export const REFUSED: ByDialect<{ readonly [caseName: string]: string }> = {
  'aws-load-balancer': {
    // They have no certificate, and load balancers have these on HTTPS listeners alone.
    'backend-speaks-grpc': 'aws-load-balancer/needs-https',
    'backend-speaks-grpcs': 'aws-load-balancer/needs-https',
    'backend-speaks-http-2': 'aws-load-balancer/needs-https',
    'jwt-for-an-audience': 'aws-load-balancer/needs-https',
    'jwt-of-an-issuer': 'aws-load-balancer/needs-https',
    'oidc-signs-in-with-a-provider': 'aws-load-balancer/needs-https',
  },
};

/** Requests about which the documentation of the controller says nothing, so that the reader decides nothing. */
export const LEFT_OPEN: ByDialect<(probe: Probe, asked: readonly FeatureName[]) => boolean> = {
  // Rules are evaluated after a normalization that is not described, and the language of regular expressions is not described either. Nothing
  // listens on other ports, unless something in front of the load balancer does.
  'aws-load-balancer': ({ url }, asked) => {
    const [path = ''] = url.replace(/^https?:\/\/[^/]+/, '').split('?');
    return /^https?:\/\/[^/]+:\d/.test(url) || /%|\/\/|\/\.{1,2}(?:\/|$)/.test(path) || asked.some((feature) => PATTERNS.includes(feature));
  },
};

const PATTERNS: readonly FeatureName[] = ['regexPath', 'regexRewrite', 'headerPatternMatch', 'canaryByHeaderPattern', 'canaryByCookie'];

/**
 * Answers that are not as meant, because a controller has a feature only approximately. It takes the place of what the case itself says about
 * that, for a controller that is not like the others.
 */
export const ANSWERS_OTHERWISE: ByDialect<{
  readonly [caseName: string]: { readonly because: FeatureName; readonly answers: { readonly [probe: string]: string } };
}> = {
  'aws-load-balancer': {
    'header-match-precedes-the-route-without-one': {
      because: 'headerMatch',
      answers: { 'http://shop.example.com/api/x X-Beta: ON': 'beta:80 gets /api/x' },
    },
    'https-redirect-always': {
      because: 'httpsRedirect',
      answers: { 'http://shop.example.com/a': '301 to https://shop.example.com/a' },
    },
    'https-redirect-for-hosts-with-a-certificate': {
      because: 'httpsRedirect',
      answers: {
        'http://shop.example.com/a/b?c=d': '301 to https://shop.example.com/a/b?c=d',
        'http://shop.example.com/a/': '301 to https://shop.example.com/a/',
      },
    },
    'query-match-compares-a-parameter': {
      because: 'queryMatch',
      answers: { 'http://shop.example.com/search?ENGINE=new': 'next:80 gets /search?ENGINE=new' },
    },
    'wildcard-host-takes-one-label': {
      because: 'wildcardHost',
      answers: { 'http://mitte.berlin.shops.example.com/a': 'web:80 gets /a' },
    },
  },
};
