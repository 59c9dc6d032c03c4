// Finds the text of a QR code in a picture of the camera: with the browser's own detector where it has one, else with a decoder that is loaded then.

/** Not in TypeScript's library: only some browsers have it. */
interface Detector { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }
interface Detectors { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> }

export type Reader = (video: HTMLVideoElement) => Promise<string | undefined>;

/** Longer side of the picture that is searched, in pixels: a code that fills a third of it has some 5 of them for each module. */
const Longest = 720;

export async function makeReader(): Promise<Reader> {
  const detectors = (globalThis as { BarcodeDetector?: Detectors }).BarcodeDetector;
  if ((await detectors?.getSupportedFormats().catch((): string[] => []))?.includes('qr_code')) {
    const detector = new detectors!({ formats: ['qr_code'] });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  }
  const { default: decode } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  return (video) => {
    const scale = Math.min(1, Longest / Math.max(video.videoWidth, video.videoHeight));
    [canvas.width, canvas.height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return Promise.resolve(decode(context.getImageData(0, 0, canvas.width, canvas.height)));
    } catch {
      // It says so by throwing when there is none.
      return Promise.resolve(undefined);
    }
  };
}
