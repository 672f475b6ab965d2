import { ImagePullPolicy } from 'cdk8s-plus-27';
import { type Case, CONTAINER, POD } from './case';

export const CASES: readonly Case[] = [
  {
    option: 'imageRegistry is for every image',
    options: { imageRegistry: 'mirror.example.com:5000/k8s' },
    differences: [
      `~ ${CONTAINER}.image: "mirror.example.com:5000/k8s/ingress-nginx/controller:v1.15.1@sha256:594ceea76b01c592858f803f9ff4d2cb40542cae2060410b2c95f75907d659e1"`,
      '~ Job ingress-nginx-admission-create spec.template.spec.containers[create].image: "mirror.example.com:5000/k8s/ingress-nginx/kube-webhook-certgen:v1.6.9@sha256:01038e7de14b78d702d2849c3aad72fd25903c4765af63cf16aa3398f5d5f2dd"',
      '~ Job ingress-nginx-admission-patch spec.template.spec.containers[patch].image: "mirror.example.com:5000/k8s/ingress-nginx/kube-webhook-certgen:v1.6.9@sha256:01038e7de14b78d702d2849c3aad72fd25903c4765af63cf16aa3398f5d5f2dd"',
    ],
  },
  {
    option: 'image with a tag of its own loses the digest of the other',
    options: { image: { repository: 'own/controller', tag: 'v1.15.1-own', pullPolicy: ImagePullPolicy.ALWAYS } },
    differences: [`~ ${CONTAINER}.image: "registry.k8s.io/own/controller:v1.15.1-own"`, `~ ${CONTAINER}.imagePullPolicy: "Always"`],
  },
  {
    option: 'image with a digest',
    options: { image: { tag: 'v1.15.1-own', digest: 'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' } },
    differences: [
      `~ ${CONTAINER}.image: "registry.k8s.io/ingress-nginx/controller:v1.15.1-own@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"`,
    ],
  },
  {
    option: 'imagePullSecrets are for every pod',
    options: { imagePullSecrets: ['mirror'] },
    differences: [
      `+ ${POD}.imagePullSecrets[mirror].name: "mirror"`,
      '+ Job ingress-nginx-admission-create spec.template.spec.imagePullSecrets[mirror].name: "mirror"',
      '+ Job ingress-nginx-admission-patch spec.template.spec.imagePullSecrets[mirror].name: "mirror"',
    ],
  },
];
