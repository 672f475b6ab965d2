/** Everything but letters and digits is one "-": traefik/traefik@v3.7.13:pkg/provider/configuration.go (`Normalize`). */
export const normalizeName = (text: string): string => (text.match(/[\p{L}\p{N}]+/gu) ?? []).join('-');
