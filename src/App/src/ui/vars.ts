import { nothing } from 'lit';
import { directive, Directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';

type Values = Record<`--${string}`, string | undefined>;

/** Sets CSS variables of an element through the object model. Lit's styleMap writes a style attribute first, which a strict CSP refuses. */
class Vars extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('vars() stands among the attributes of an element');
  }

  render(_values: Values): typeof nothing {
    return nothing;
  }

  override update(part: ElementPart, [values]: [Values]): typeof nothing {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) style.removeProperty(name);
      else style.setProperty(name, value);
    }
    return nothing;
  }
}

export const vars = directive(Vars);
