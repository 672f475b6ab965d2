const POWERS: { readonly [suffix: string]: number } = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * The number that a quantity of Kubernetes stands for; undefined if it is none. Source:
 * kubernetes/apimachinery@v0.36.0:pkg/api/resource/quantity.go (`parseQuantityString`) and suffix.go.
 */
export function quantityOf(text: string): number | undefined {
  const found = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))([eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/.exec(text);
  if (found === null) return undefined;
  const [, digits = '', suffix = ''] = found;
  return /^[eE]./.test(suffix) && suffix !== 'Ei' ? Number(`${digits}${suffix}`) : Number(digits) * (POWERS[suffix] ?? Number.NaN);
}
