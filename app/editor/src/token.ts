/** A range of text with a colour. */
export interface Token {
  from: number;
  to: number;
  kind:
    | "key"
    | "string"
    | "number"
    | "comment"
    | "tag"
    | "punctuation"
    | "template"
    | "variable"
    | "filter";
}
