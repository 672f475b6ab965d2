import { ALB } from '../../../src/table/codecs/alb/codec';
import type { RoutingRequest } from '../../../src/table/request';

const seen = (request: Partial<RoutingRequest>) => {
  const whole: RoutingRequest = { host: 'a.example.com', target: '/', ...request };
  return ALB.readRequest(whole, whole.host === null ? undefined : ALB.readHost(whole.host));
};

test('a path in normal form is compared as it is, without its query', () => {
  expect(seen({ target: '/a/b?c=d' })).toMatchObject({ name: 'a.example.com', target: { path: '/a/b', query: 'c=d' } });
});

test.each(['//a', '/a//b', '/a/./b', '/a/../b', '/a%2Fb', '/%61', '/a/..'])(
  '%s is not decided, as AWS does not say what its normalization does',
  (target) => {
    expect(seen({ target })).toEqual({ undecided: 'whether the path is decoded and its slashes and dots are resolved is not known' });
  },
);

test('HTTP/2 is served on https, and the request stays what it was', () => {
  expect(seen({ scheme: 'https', httpVersion: 'HTTP/2' })).toMatchObject({ scheme: 'https', request: { httpVersion: 'HTTP/2' } });
  expect(seen({ scheme: 'http', httpVersion: 'HTTP/2' })).toEqual({ undecided: 'whether HTTP/2 is served is not known' });
});
