const FACTORS: { readonly [suffix: string]: number } = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
};

/** Bytes of a quantity such as `4Mi`: kubernetes/apimachinery@v0.36.3:pkg/api/resource/quantity.go. */
export function bytesOfQuantity(quantity: unknown): number | undefined {
  const [, amount, suffix = ''] = /^(\d+(?:\.\d+)?)([kMGT]i?|Ki)?$/.exec(String(quantity)) ?? [];
  const factor = FACTORS[suffix];
  return amount === undefined || factor === undefined ? undefined : Math.ceil(Number(amount) * factor);
}
