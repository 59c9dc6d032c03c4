// How loud it is, and whether somebody has said what they wanted to say.

/** Pieces of a tenth of a second: silence after speech, and silence from the beginning, after which nobody waits longer. */
const PausePieces = 12;
const NothingPieces = 80;
/** Speech stands out of the room by this much, and is louder than the noise of a converter. */
const AboveRoomDecibels = 10;
const LeastDecibels = -50;
const QuietestDecibels = -60;

export class Loudness {
  private room = 0;
  private quiet = 0;
  private spoken = 0;

  /** 0 to 1, as a meter shows it. */
  level = 0;

  /** True when what was said has come to its end, or nobody says anything. */
  add(sound: Int16Array): boolean {
    let power = 0;
    for (const sample of sound) power += (sample / 0x8000) ** 2;
    const decibels = 10 * Math.log10(power / sound.length + 1e-9);
    this.level = Math.min(1, Math.max(0, (decibels - QuietestDecibels) / -QuietestDecibels));
    // The quietest so far is the room; it may become louder slowly.
    this.room = Math.min(this.room + 0.5, decibels);
    const speaks = decibels > Math.max(LeastDecibels, this.room + AboveRoomDecibels);
    this.quiet = speaks ? 0 : this.quiet + 1;
    if (speaks) this.spoken++;
    return this.spoken > 1 ? this.quiet >= PausePieces : this.quiet >= NothingPieces;
  }
}
