// SPDX-License-Identifier: Apache-2.0
/** Scanning: pictures in, the text of a QR code out; from a file, or from the camera. */
import jsQR from "jsqr";

const LARGEST_SIDE = 1600;

/** The text of a code in what was drawn, or null. */
const codeIn = (canvas: HTMLCanvasElement): string | null => {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null || canvas.width === 0) return null;
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  return jsQR(data, width, height)?.data ?? null;
};

const drawn = (
  source: CanvasImageSource,
  { width, height }: { readonly width: number; readonly height: number },
): HTMLCanvasElement => {
  const scale = Math.min(1, LARGEST_SIDE / Math.max(width, height, 1));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
};

/** The text of a file: of the code in a picture, or the file's own. Null: a picture without one. */
export const textOfFile = async (file: File): Promise<string | null> => {
  if (!file.type.startsWith("image/")) return (await file.text()).trim();
  const picture = await createImageBitmap(file);
  return codeIn(drawn(picture, picture));
};

/** A camera that looks. */
export type Camera = { readonly stop: () => void };

/** Looks through the camera until a code is found. Throws if there is none, or no leave. */
export const openCamera = async (
  video: HTMLVideoElement,
  found: (text: string) => void,
): Promise<Camera> => {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment" },
  });
  video.srcObject = stream;
  await video.play();
  let running = true;
  const stop = (): void => {
    running = false;
    for (const track of stream.getTracks()) track.stop();
  };
  const look = (): void => {
    if (!running) return;
    const text = codeIn(drawn(video, { width: video.videoWidth, height: video.videoHeight }));
    if (text === null) setTimeout(look, 120);
    else {
      stop();
      found(text);
    }
  };
  look();
  return { stop };
};
