// The stretch of time that a history shows, and the steps to the next one.

const HourMs = 3_600_000;

export class Span {
  static readonly ShortestHours = 1;
  static readonly LongestHours = 24 * 366;

  /** Without an end it reaches to now, and goes with it. */
  constructor(readonly hours: number, private readonly end?: number, private readonly readAt = Date.now()) {}

  static between(from: number, to: number): Span {
    return new Span(Math.min(this.LongestHours, Math.max(this.ShortestHours, (to - from) / HourMs)), to);
  }

  get isNow(): boolean {
    return this.end === undefined;
  }

  get to(): Date {
    return new Date(this.end ?? this.readAt);
  }

  get from(): Date {
    return new Date(this.to.getTime() - this.hours * HourMs);
  }

  /** What makes it another stretch: a later look at now is the same one. */
  get key(): string {
    return `${this.hours}/${this.end ?? 'now'}`;
  }

  /** The same stretch as seen at this moment. */
  fixed(): Span {
    return new Span(this.hours, this.end);
  }

  earlier(): Span {
    return new Span(this.hours, this.from.getTime());
  }

  later(): Span {
    return this.upTo(this.hours, this.to.getTime() + this.hours * HourMs);
  }

  /** Half of it, or twice, about its middle. */
  nearer(): Span {
    return this.scaled(0.5);
  }

  farther(): Span {
    return this.scaled(2);
  }

  private scaled(by: number): Span {
    const hours = Math.min(Span.LongestHours, Math.max(Span.ShortestHours, this.hours * by));
    return this.isNow ? new Span(hours) : this.upTo(hours, this.to.getTime() + ((hours - this.hours) / 2) * HourMs);
  }

  private upTo(hours: number, end: number): Span {
    return end >= Date.now() ? new Span(hours) : new Span(hours, end);
  }
}
