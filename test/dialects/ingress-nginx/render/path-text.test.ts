import { pathTextOf, redirectTarget, rewriteTarget } from '../../../../src/dialects/ingress-nginx/render/path-text';
import type { PathMatch } from '../../../../src/model/neutral-route';

const exact = (path: string): PathMatch => ({ kind: 'exact', path });
const prefix = (path: string): PathMatch => ({ kind: 'segmentPrefix', path });
const regex = (pattern: string): PathMatch => ({ kind: 'regexPrefix', pattern });
const specific = (path: string): PathMatch => ({ kind: 'controllerDefined', path });

describe('on a host without regular expressions, paths are what they are', () => {
  test.each([
    ['an exact path', exact('/a.b'), '/a.b', 'Exact'],
    ['a prefix', prefix('/a.b'), '/a.b', 'Prefix'],
    ['the root', prefix('/'), '/', 'Prefix'],
    ['what the controller defines', specific('/a(b)'), '/a(b)', 'ImplementationSpecific'],
  ] as const)('%s', (_, match, path, pathType) => {
    expect(pathTextOf(match, false, undefined)).toEqual({ path, pathType });
  });
});

describe('on a host with regular expressions, paths are expressions of what they mean', () => {
  test.each([
    ['an exact path ends, and is longer than a prefix with the same text', exact('/a'), false, '/a(?:$)(?:$)'],
    ['an exact path with a slash at its end', exact('/a/'), false, '/a/(?:$)(?:$)'],
    ['the exact root', exact('/'), false, '/(?:$)(?:$)'],
    ['a prefix ends a segment', prefix('/a'), false, '/a(/|$)(.*)'],
    ['a prefix that is rewritten is the same', prefix('/a'), true, '/a(/|$)(.*)'],
    ['characters with a meaning get a backslash', prefix('/a.b+c'), false, '/a\\.b\\+c(/|$)(.*)'],
    ['all characters with a meaning', exact('/.\\+*?()|[]{}^$'), false, '/\\.\\\\\\+\\*\\?\\(\\)\\|\\[\\]\\{\\}\\^\\$(?:$)(?:$)'],
    ['the root needs captures where it is rewritten', prefix('/'), true, '/(.*)'],
    ['a pattern stays as it is', regex('/items/(\\d+)'), true, '/items/(\\d+)'],
    ['what the controller defines stays as it is', specific('/a.b'), false, '/a.b'],
  ] as const)('%s', (_, match, rewritten, path) => {
    expect(pathTextOf(match, true, rewritten ? '/x' : undefined)).toEqual({ path, pathType: 'ImplementationSpecific' });
  });

  test('the root alone may stay a prefix: every path begins with it', () => {
    expect(pathTextOf(prefix('/'), true, undefined)).toEqual({ path: '/', pathType: 'Prefix' });
  });
});

describe('rewrite-target', () => {
  test.each([
    ['stripping a prefix', prefix('/a'), { kind: 'replacePrefix', replacement: '/' }, '/$2'],
    ['stripping the root is nothing', prefix('/'), { kind: 'replacePrefix', replacement: '/' }, undefined],
    ['replacing a prefix keeps the slash behind it', prefix('/a'), { kind: 'replacePrefix', replacement: '/b' }, '/b$1$2'],
    ['replacing the root', prefix('/'), { kind: 'replacePrefix', replacement: '/b' }, '/b/$1'],
    ['the whole path', prefix('/a'), { kind: 'replacePath', path: '/' }, '/'],
    ['captures', regex('/(a)'), { kind: 'substitute', substitution: '/x/$1' }, '/x/$1'],
  ] as const)('%s', (_, match, rewrite, target) => {
    expect(rewriteTarget(match, rewrite)).toBe(target);
  });
});

test('a pattern whose text is the target too is written so that the controller rewrites all the same', () => {
  expect(pathTextOf(regex('/foo'), true, '/foo')).toEqual({ path: '/foo(?:)', pathType: 'ImplementationSpecific' });
});

describe('a redirect that keeps the path', () => {
  test.each([
    ['to another host', prefix('/a'), { hostname: 'b.example.com', status: 302 }, '$scheme://b.example.com/a$1$2'],
    ['to another scheme', prefix('/'), { scheme: 'https', status: 302 }, 'https://$host/$1'],
    ['to a port', exact('/a'), { hostname: 'b.example.com', port: 8443, status: 302 }, '$scheme://b.example.com:8443/a'],
  ] as const)('%s', (_, match, redirect, target) => {
    expect(redirectTarget(match, redirect)).toBe(target);
  });
});
