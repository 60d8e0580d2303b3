/** A piece of text that is shown in a colour of its own. */
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
