/** What stands on a device that brings a code of its own. */
export interface Label { code: string; product?: string; id?: string }

/** What a code before the camera means here. */
export type Seen = { kind: 'device'; label: Label } | { kind: 'ours' } | { kind: 'page'; hash: string } | { kind: 'strange' };

/** Pages of this very home that a picture may lead to. A link that signs somebody in at once is not among them. */
const Pages = /^#\/((?:invite|panel)\/[\w-]+)$/;

/** The code as people type it; undefined for anything but 8 to 24 digits. */
export function codeOf(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '');
  return /^[0-9]{8,24}$/.test(digits) ? digits : undefined;
}

export function seen(text: string): Seen {
  if (text.startsWith('kith:pair?')) return { kind: 'ours' };
  if (text.startsWith('kith:device?')) {
    const parts = new URLSearchParams(text.slice(text.indexOf('?')));
    const code = codeOf(parts.get('code') ?? '');
    return code ? { kind: 'device', label: { code, product: parts.get('product') ?? undefined, id: parts.get('id') ?? undefined } } : { kind: 'strange' };
  }
  const url = URL.parse?.(text);
  const page = url?.origin === location.origin ? Pages.exec(url.hash)?.[1] : undefined;
  return page ? { kind: 'page', hash: page } : { kind: 'strange' };
}
