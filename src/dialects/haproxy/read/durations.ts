const MILLISECONDS: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, '': 1 };

/** Undefined if the text is no duration. haproxytech/kubernetes-ingress@v3.2.11:pkg/utils/utils.go (`ParseTime`). */
export function milliseconds(text: string): number | undefined {
  const [, number, unit = ''] = /^([+-]?\d+)(ms|s|m|h|d)?$/.exec(text) ?? [];
  return number === undefined ? undefined : Number(number) * (MILLISECONDS[unit] as number);
}

export const seconds = (text: string): number | undefined => {
  const found = milliseconds(text);
  return found === undefined ? undefined : found / 1000;
};
