// A stream of Server-Sent Events that one panel reads while it is open. The home's own feed is in stream.ts: it comes back by itself.
import { problem } from './api.ts';

export interface Told { name: string; data: string }

/** Reads until the server ends it or the signal does; says when the server has begun. */
export async function* events(path: string, signal: AbortSignal, begun: () => void): AsyncGenerator<Told> {
  const response = await fetch(`/api/v1${path}`, { headers: { Accept: 'text/event-stream' }, cache: 'no-store', credentials: 'same-origin', signal });
  if (!response.ok || !response.body) throw await problem(response);
  begun();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value.replaceAll('\r', '');
    for (let at = text.indexOf('\n\n'); at >= 0; at = text.indexOf('\n\n')) {
      const told = eventOf(text.slice(0, at));
      text = text.slice(at + 2);
      if (told) yield told;
    }
  }
}

function eventOf(block: string): Told | undefined {
  let name = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) name = line.slice(6).trim();
    else if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
  }
  return data.length > 0 ? { name, data: data.join('\n') } : undefined;
}
