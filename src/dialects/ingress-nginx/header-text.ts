// Sources: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/annotations/authreq/main.go and customheaders/main.go.

/** `ValidHeader`. */
export const isHeaderName = (text: string): boolean => /^[a-zA-Z\d_-]+$/.test(text);

/** `ValidValue` of custom-headers: printable ASCII. */
export const isHeaderValue = (text: string): boolean => /^[ -~]+$/.test(text);
