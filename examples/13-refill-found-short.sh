#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# At the refill 1.5 mL came out where the computation expected 4 mL: 2.5 mL short. The pump ran
# fast, or the last fill went beside the reservoir; a person has to find out which before going on.
# Run: ./cisterna calc reconcile --filled "20 mL" --programmed "16 mL" --aspirated "1.5 mL" --reservoir "20 mL"
set -euo pipefail
cd "$(dirname -- "${BASH_SOURCE[0]}")/.."
./cisterna calc reconcile --filled "20 mL" --programmed "16 mL" --aspirated "1.5 mL" \
  --reservoir "20 mL"
