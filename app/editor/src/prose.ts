/** A description: texts, and elements with descriptions in them. Markup in a text is not interpreted. */
export type Prose = string | { tag: string; inner: Prose[]; address?: string };

/** The elements that a description may have. */
const known = new Set(["p", "strong", "em", "a", "pre", "blockquote", "ul", "ol", "li", "code", "br"]);

/** A description as DOM nodes. */
export function nodes(pieces: readonly Prose[]): Node[] {
  return pieces.map((piece) => {
    if (typeof piece === "string") return document.createTextNode(piece);
    const element = document.createElement(known.has(piece.tag) ? piece.tag : "span");
    if (element instanceof HTMLAnchorElement && piece.address && /^(https?|mailto):/i.test(piece.address)) {
      element.href = piece.address;
      element.target = "_blank";
      element.rel = "noopener noreferrer";
    }
    element.append(...nodes(piece.inner));
    return element;
  });
}

/** A description as plain text, for screen readers. */
export const plain = (pieces: readonly Prose[]): string =>
  pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      return plain(piece.inner) + (within.has(piece.tag) ? "" : " ");
    })
    .join("")
    .trimEnd();

/** The inline elements. */
const within = new Set(["strong", "em", "a", "code"]);
