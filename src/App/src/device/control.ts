import { LitElement, css } from 'lit';
import { property } from 'lit/decorators.js';
import { act, set, shown, wishOf } from '../live/commands.ts';
import type { Device, Property, Scalar, Service, Spec } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import { part } from './parts.ts';

/** What every main control has: its device and service, values with the wishes on top, and the ways to send. */
export abstract class Control extends LitElement {
  @property() device = '';
  @property() service = '';

  constructor() {
    super();
    new Watch(this, () => [`device:${this.device}`, 'connection', 'preferences']);
  }

  static override styles = [base, css`
    :host { display: grid; gap: var(--s5); }
    .head { display: flex; align-items: center; justify-content: space-between; gap: var(--s4); }
    .figure { font-size: 2.5rem; font-weight: 650; letter-spacing: -0.025em; line-height: 1.1; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    .caption { color: var(--text-2); font-size: var(--size-small); font-weight: 600; margin-bottom: var(--s2); display: flex; justify-content: space-between; gap: var(--s3); }
    .buttons { display: grid; grid-template-columns: repeat(auto-fit, minmax(88px, 1fr)); gap: var(--s2); }
  `];

  protected get subject(): Device | undefined {
    return store.device(this.device);
  }

  protected get spec(): Spec | undefined {
    return this.subject && store.specOf(this.subject);
  }

  protected get parts(): Service | undefined {
    return this.spec?.services.find((service) => service.id === this.service);
  }

  protected find(...names: string[]): Property | undefined {
    return part(this.parts, ...names);
  }

  protected value(property: Property | undefined): Scalar | undefined {
    return property && shown(this.device, property.address);
  }

  protected number(property: Property | undefined): number | undefined {
    const value = this.value(property);
    return typeof value === 'number' ? value : undefined;
  }

  protected pending(property: Property | undefined): boolean {
    const phase = property && wishOf(this.device, property.address)?.phase;
    return phase === 'asked' || phase === 'waiting';
  }

  protected set(property: Property, value: Scalar, sure = false): void {
    void set(this.device, { [property.address]: value }, sure);
  }

  protected act(address: string, input: Record<string, Scalar> = {}, sure = false): void {
    void act(this.device, address, input, sure);
  }
}
