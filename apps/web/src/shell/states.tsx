// SPDX-License-Identifier: Apache-2.0
/**
 * The states that every screen can be in beside its own: loading, not loaded, broken, not there.
 */
import { Button, Loader } from "@mantine/core";
import { SHELL_TEXT } from "../text/shell.ts";
import { useText } from "./language.tsx";

/** Something is on its way. */
export const Loading = () => {
  const text = useText(SHELL_TEXT);
  return (
    <div className="row" role="status">
      <Loader size="sm" aria-hidden="true" />
      {text.loading}
    </div>
  );
};

/** Something did not come, and may come if it is asked for again. */
export const NotLoaded = ({ again }: { readonly again: () => void }) => {
  const text = useText(SHELL_TEXT);
  return (
    <div className="alert stack" role="alert">
      <strong>{text.failed}</strong>
      <p>{text.failedWhy}</p>
      <div>
        <Button onClick={again}>{text.again}</Button>
      </div>
    </div>
  );
};

/** The program is wrong: nothing on the screen can be relied on. */
export const Broken = ({ error }: { readonly error: unknown }) => {
  const text = useText(SHELL_TEXT);
  return (
    <div className="alert bad stack" role="alert">
      <strong>{text.broken}</strong>
      <p>{text.brokenWhy}</p>
      <pre>{String(error)}</pre>
    </div>
  );
};

/** No such screen. */
export const NotFound = () => <p className="empty">{useText(SHELL_TEXT).notFound}</p>;
