// Plays an answer while it still comes.
export interface Format { rate: number; width: number; channels: number }

/** A little is gathered first, so that a hitch of the network makes no gap. */
const AheadSeconds = 0.1;

export class Speaker {
  private readonly sound = new AudioContext();
  private format?: Format;
  private until = 0;
  private odd = new Uint8Array();
  private last: Promise<void> = Promise.resolve();

  begin(format: Format): void {
    this.format = format;
    this.until = this.sound.currentTime + AheadSeconds;
    void this.sound.resume();
  }

  /** A piece of 16-bit samples; the cut between two pieces may be anywhere. */
  play(piece: ArrayBuffer): void {
    if (this.format?.width !== 2) return;
    const { rate, channels } = this.format;
    const bytes = new Uint8Array(this.odd.length + piece.byteLength);
    bytes.set(this.odd);
    bytes.set(new Uint8Array(piece), this.odd.length);
    const frames = Math.floor(bytes.length / (2 * channels));
    this.odd = bytes.slice(frames * 2 * channels);
    if (frames === 0) return;
    const samples = new DataView(bytes.buffer);
    const buffer = this.sound.createBuffer(channels, frames, rate);
    for (let channel = 0; channel < channels; channel++) {
      const into = buffer.getChannelData(channel);
      for (let frame = 0; frame < frames; frame++) into[frame] = samples.getInt16(2 * (frame * channels + channel), true) / 0x8000;
    }
    const source = new AudioBufferSourceNode(this.sound, { buffer });
    source.connect(this.sound.destination);
    this.last = new Promise((resolve) => source.addEventListener('ended', () => resolve()));
    this.until = Math.max(this.until, this.sound.currentTime);
    source.start(this.until);
    this.until += buffer.duration;
  }

  /** When all of it has been heard. */
  async ended(): Promise<void> {
    await this.last;
  }

  close(): void {
    if (this.sound.state !== 'closed') void this.sound.close();
  }
}
