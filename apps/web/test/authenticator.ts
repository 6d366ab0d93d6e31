// SPDX-License-Identifier: Apache-2.0
/** An authenticator in the browser, which holds passkeys. */
import type { Page } from "playwright-core";

/** One that sees a person at once, and makes sure who it is, unless it cannot. */
export const authenticator = async (page: Page, { verifies = true } = {}): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: verifies,
      automaticPresenceSimulation: true,
    },
  });
};
