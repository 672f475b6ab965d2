/** Items of a list that is written as one text, without spaces around them and without empty ones. */
export const items = (text: string, separator = ','): readonly string[] =>
  text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');
