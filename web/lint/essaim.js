// The house's own rules for screens (house.md section 4): every visible word is a key, every colour is a token.

const spoken = new Set(['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'label', 'hint']);
const letter = /\p{L}/u;

const noLiteralText = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { text: 'Visible words are keys of the catalogue: use t("…") instead of “{{text}}”.' }
  },
  create(context) {
    return {
      SvelteText(node) {
        const parent = node.parent?.type;
        if (parent === 'SvelteStyleElement' || parent === 'SvelteScriptElement') return;
        const text = String(node.value ?? '').trim();
        if (letter.test(text)) context.report({ node, messageId: 'text', data: { text: text.slice(0, 40) } });
      },
      SvelteAttribute(node) {
        if (!spoken.has(node.key?.name)) return;
        for (const part of node.value ?? []) {
          if (part.type === 'SvelteLiteral' && letter.test(part.value)) {
            context.report({ node: part, messageId: 'text', data: { text: part.value.slice(0, 40) } });
          }
        }
      }
    };
  }
};

const noRawColour = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      colour: 'Colours are tokens (look/tokens.css): “{{text}}” is not one.',
      style: 'No static style attribute: the content security policy refuses it. Use a class or a style: directive.'
    }
  },
  create(context) {
    return {
      SvelteStyleElement(node) {
        const text = context.sourceCode.getText(node);
        for (const found of text.matchAll(/#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(/g)) {
          context.report({ node, messageId: 'colour', data: { text: found[0] } });
        }
        for (const found of text.matchAll(/var\(--(?:sapin|miel|peche|brique|ardoise|prune|brume)-\d\)/g)) {
          context.report({ node, messageId: 'colour', data: { text: found[0] } });
        }
      },
      SvelteAttribute(node) {
        const name = node.key?.name;
        if (name === 'style' && (node.value ?? []).every((part) => part.type === 'SvelteLiteral')) {
          context.report({ node, messageId: 'style' });
        }
        if (name === 'fill' || name === 'stroke' || name === 'color') {
          for (const part of node.value ?? []) {
            if (part.type === 'SvelteLiteral' && /^#|^rgb|^hsl/.test(part.value)) {
              context.report({ node: part, messageId: 'colour', data: { text: part.value } });
            }
          }
        }
      }
    };
  }
};

export const essaim = { rules: { 'no-literal-text': noLiteralText, 'no-raw-colour': noRawColour } };
