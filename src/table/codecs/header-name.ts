/** RFC 9110, section 5.6.2: what names of headers and methods are made of. */
export const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
