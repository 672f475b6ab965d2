import { isImageRegistry, isImageRepository } from '../../src/model/image-reference';
import {
  isAddressOrNetwork,
  isCidr,
  isDnsLabel,
  isLabelSelector,
  isLabelValue,
  isNamespacedName,
  isPortName,
  isQualifiedName,
  isWholeNumber,
} from '../../src/model/kubernetes-syntax';

type Row = readonly [accepts: (text: never) => boolean, good: readonly unknown[], bad: readonly unknown[]];

test.each<Row>([
  [isDnsLabel, ['a', 'a-1', 'a'.repeat(63)], ['', 'A', '-a', 'a-', 'a.b', 'a'.repeat(64)]],
  [isPortName, ['http', 'a1', '5432-tcp'], ['', '5432', 'a--b', 'longer-than-15-x']],
  [isQualifiedName, ['app', 'example.com/App_1', 'a'.repeat(63)], ['', '/app', 'a/', 'a/b/c', 'Example.com/app', 'a'.repeat(64)]],
  [isLabelValue, ['', 'v1.2_3', 'A'], ['-a', 'a-', 'a b', 'a'.repeat(64)]],
  [isNamespacedName, ['a/b', 'a/b.c'], ['a', 'a/', '/b', 'a/b/c', 'A/b']],
  [
    isAddressOrNetwork,
    ['10.0.0.0/8', '10.0.0.1', '::1', '10.0.0.0/08'],
    ['', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/8/8', 'fe80::1%eth0', '::1/129', 'a'],
  ],
  [
    isCidr,
    ['10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32', '::/128'],
    ['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '::/129', '10.0.0.0/08', 'fe80::1%eth0/64', 'a/8'],
  ],
  [(port: number) => isWholeNumber(port, 1, 65535), [1, 80, 65535], [0, 65536, 1.5, '80', Number.NaN]],
  [isImageRegistry, ['registry.k8s.io', 'localhost:5000', 'mirror.example.com/k8s/all'], ['', 'https://a', 'a:b', 'a/B', 'a/']],
  [isImageRepository, ['a', 'ingress-nginx/controller', 'a__b/c.d'], ['', '/a', 'a/', 'A', 'a//b']],
  [
    isLabelSelector,
    ['a', '!a', 'a=b', 'a==b,c!=d', 'a in (b,c)', 'a notin (b),c', 'a='],
    ['', '=b', 'a=b c', 'a in b', 'a in (b,-c)', 'a in (b', 'a,,b', 'a>'],
  ],
])('%p', (accepts, good, bad) => {
  expect(good.filter((text) => !accepts(text as never))).toEqual([]);
  expect(bad.filter((text) => accepts(text as never))).toEqual([]);
});
