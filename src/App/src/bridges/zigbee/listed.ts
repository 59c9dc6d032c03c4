import { LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Bridge } from '../../live/contract.ts';
import { Watch } from '../../live/watch.ts';
import { faultText } from '../../ui/said.ts';
import { doWith } from '../deeds.ts';
import type { Details, Listed } from './contract.ts';
import { called } from './names.ts';

/** Often enough that progress is seen to move. */
const RefreshMs = 2_000;

/** A part of the panel that shows the devices of the zigbee network as they are now. */
export class ZigbeePart extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @state() protected devices?: Listed[];
  @state() protected fault = '';
  private timer?: ReturnType<typeof setInterval>;

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'devices']);
  }

  protected get details(): Details | undefined {
    return this.bridge.details as unknown as Details | undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.look();
    this.timer = setInterval(() => void this.look(), RefreshMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected async look(): Promise<void> {
    try {
      this.devices = (await doWith<{ devices: Listed[] }>(this.bridge.id, 'devices')).devices;
      this.fault = '';
    } catch (error) {
      this.fault = faultText(error);
    }
  }

  /** The name of a device, a group or the coordinator by its address. */
  protected nameOf(address: string): string {
    const device = this.devices?.find((one) => one.address === address);
    return device ? called(device) : (this.details?.groups.find((group) => `group-${group.id}` === address)?.name ?? address);
  }
}
