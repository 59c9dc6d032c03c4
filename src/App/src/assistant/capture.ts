// The microphone, open: pieces of sound as they come, until it is closed.
import sampler from './sampler.ts?worker&url';

/** Why there is no sound, in words of the texts. */
export type NoSound = 'insecure' | 'denied' | 'missing' | 'busy';

export class Silent extends Error {
  constructor(readonly why: NoSound) {
    super(why);
  }
}

export interface Capture { close(): void }

const Rate = 16_000;

/** Must be called by a tap or a key: only then browsers let sound run. */
export async function capture(piece: (sound: Int16Array<ArrayBuffer>) => void, ended: () => void): Promise<Capture> {
  if (!window.isSecureContext || !navigator.mediaDevices) throw new Silent('insecure');
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true } }).catch((error: DOMException) => {
    throw new Silent(error.name === 'NotAllowedError' || error.name === 'SecurityError' ? 'denied' : error.name === 'NotReadableError' ? 'busy' : 'missing');
  });
  const close = (): void => stream.getTracks().forEach((track) => track.stop());
  // Unplugged, or taken away by the system.
  stream.getTracks().forEach((track) => track.addEventListener('ended', ended));
  let sound: AudioContext | undefined;
  try {
    sound = new AudioContext({ sampleRate: Rate });
    const source = await sourceIn(sound, stream).catch(() => {
      // Firefox joins only what has one rate: then the sampler brings it down.
      void sound?.close();
      sound = new AudioContext();
      return sourceIn(sound, stream);
    });
    const node = new AudioWorkletNode(sound, 'kith-sampler', { numberOfOutputs: 0 });
    node.port.onmessage = ({ data }: MessageEvent<Int16Array<ArrayBuffer>>) => piece(data);
    source.connect(node);
    await sound.resume();
  } catch {
    close();
    void sound?.close();
    throw new Silent('missing');
  }
  const open = sound;
  return {
    close: () => {
      close();
      void open.close();
    },
  };
}

async function sourceIn(sound: AudioContext, stream: MediaStream): Promise<MediaStreamAudioSourceNode> {
  await sound.audioWorklet.addModule(sampler);
  return sound.createMediaStreamSource(stream);
}
