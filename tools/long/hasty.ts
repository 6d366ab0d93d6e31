// SPDX-License-Identifier: Apache-2.0
/** A mutant is found by the first counter-example; a smaller one would only cost time. */
import fc from "fast-check";

fc.configureGlobal({ endOnFailure: true });
