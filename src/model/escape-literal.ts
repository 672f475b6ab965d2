/** A pattern that matches a text alone. The characters are those that have a meaning in PCRE, RE2 and Go. */
export const escapeLiteral = (text: string): string => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
