// Runs where the browser makes sound: turns what a microphone gives into 16-bit samples at 16,000 a second, and hands them on a tenth of a second at a time.
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare const sampleRate: number;

const Rate = 16_000;
const Piece = Rate / 10;

class Sampler extends AudioWorkletProcessor {
  private piece = new Int16Array(Piece);
  private filled = 0;
  /** Where the browser does not bring sound to our rate (Firefox), each of our samples is the mean of those of the microphone in its time. */
  private readonly step = sampleRate / Rate;
  private until = this.step;
  private sum = 0;
  private count = 0;

  process([channels]: Float32Array[][]): boolean {
    for (const sample of channels?.[0] ?? []) {
      this.sum += sample;
      this.count++;
      this.until--;
      if (this.until > 0) continue;
      this.until += this.step;
      this.add(this.sum / this.count);
      [this.sum, this.count] = [0, 0];
    }
    return true;
  }

  private add(sample: number): void {
    this.piece[this.filled++] = Math.max(-1, Math.min(1, sample)) * 0x7fff;
    if (this.filled < Piece) return;
    this.port.postMessage(this.piece, [this.piece.buffer]);
    this.piece = new Int16Array(Piece);
    this.filled = 0;
  }
}

registerProcessor('kith-sampler', Sampler);
