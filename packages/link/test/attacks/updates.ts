// SPDX-License-Identifier: Apache-2.0
/** Attacks on what a pump runs on: images that nobody vouches for, or that are not for it. */
import { ask, CLINIC, contentsFor, dial, pairWith } from "../bedside.ts";
import { type Attack, DOCTOR, ENGINEER, invite, type Ward } from "../ward.ts";
import {
  atTheCoil,
  came,
  engineerOf,
  imageOf,
  libraryOf,
  misspelt,
  NEW_LIBRARY,
  NO_SIGNATURE,
  offer,
  runsOn,
  update,
} from "../workshop.ts";

/** Whether the pump runs on something else, or something waits to be taken on. */
const runsOtherwise = (struck: Ward, spared: Ward): boolean =>
  runsOn(struck) !== runsOn(spared) || struck.head.wares?.spare !== spared.head.wares?.spare;

const REQUIREMENT = { requirement: "REQ-087", effect: runsOtherwise } as const;

const WITHOUT = {
  vouching: { guards: { vouching: () => [] } },
  fitting: { guards: { fitting: () => [] } },
  advancing: { guards: { advancing: () => [] } },
  integrity: { guards: { integrity: () => [] } },
  sender: { guards: { mayUpdate: () => [] } },
  test: { kit: { selfTest: () => null } },
} as const;

/** The engineer's programmer is at hand, and brings what somebody made. */
const brought =
  (make: (scene: Ward) => ReturnType<typeof imageOf>): Attack["story"] =>
  (scene, harm) => {
    const line = atTheCoil(scene);
    return harm ? update(scene, line, make(scene)) : "nothing";
  };

const flawedFirmware = (scene: Ward) =>
  imageOf(scene, { ware: "firmware", content: contentsFor(scene.pump).library });

/** Attacks on updates. */
export const UPDATE_ATTACKS: readonly Attack[] = [
  {
    ...REQUIREMENT,
    title: "an image without a signature",
    seen: "not-vouched",
    without: WITHOUT.vouching,
    story: brought((scene) => ({ ...imageOf(scene), signature: NO_SIGNATURE })),
  },
  {
    ...REQUIREMENT,
    title: "an image that the clinic signs, not the maker",
    seen: "not-vouched",
    without: WITHOUT.vouching,
    story: brought((scene) => imageOf(scene, { maker: CLINIC })),
  },
  {
    ...REQUIREMENT,
    title: "a signed label whose version was raised",
    seen: "not-vouched",
    without: WITHOUT.vouching,
    story: brought((scene) => {
      const { label, ...rest } = imageOf(scene);
      return { ...rest, label: { ...label, version: 9 } };
    }),
  },
  {
    ...REQUIREMENT,
    title: "an image for another model",
    seen: "other-model",
    without: WITHOUT.fitting,
    story: brought((scene) => imageOf(scene, { model: "sample-40" })),
  },
  {
    ...REQUIREMENT,
    title: "another image of the version that runs",
    seen: "not-newer",
    without: WITHOUT.advancing,
    story: brought((scene) => imageOf(scene, { version: 1 })),
  },
  {
    ...REQUIREMENT,
    title: "an older image that was good once",
    seen: "not-newer",
    without: WITHOUT.advancing,
    story: (scene, harm) => {
      const line = atTheCoil(scene);
      const content = libraryOf(["morphine"]);
      update(scene, line, imageOf(scene, { version: 3, content }));
      return harm ? update(scene, line, imageOf(scene, { version: 2 })) : "nothing";
    },
  },
  {
    ...REQUIREMENT,
    title: "an image with one byte changed on the way",
    seen: "other-content",
    without: WITHOUT.integrity,
    story: brought((scene) => ({ ...imageOf(scene), content: misspelt(NEW_LIBRARY) })),
  },
  {
    ...REQUIREMENT,
    title: "a clinician's programmer that updates",
    seen: "role-may-not",
    without: WITHOUT.sender,
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      return harm ? update(scene, line, imageOf(scene)) : "nothing";
    },
  },
  {
    ...REQUIREMENT,
    title: "an update by radio",
    seen: "needs-near-field",
    without: WITHOUT.sender,
    story: (scene, harm) => {
      const line = dial(scene, ENGINEER, engineerOf(scene), "far");
      return harm ? update(scene, line, imageOf(scene)) : "nothing";
    },
  },
  {
    ...REQUIREMENT,
    title: "an update while a clinician programs",
    seen: "not-in-control",
    without: WITHOUT.sender,
    story: (scene, harm) => {
      const doctor = dial(scene, DOCTOR, scene.doctor);
      const known = pairWith(scene, ENGINEER, invite(scene, doctor, "service"));
      const line = known === null ? null : dial(scene, ENGINEER, known);
      const seen = harm && line !== null ? came(offer(scene, line, imageOf(scene))) : "nothing";
      ask(scene, doctor, { kind: "leave" });
      return seen;
    },
  },
  {
    ...REQUIREMENT,
    title: "a signed image that is no firmware",
    seen: "rolled-back unreadable",
    without: WITHOUT.test,
    story: brought(flawedFirmware),
  },
];
