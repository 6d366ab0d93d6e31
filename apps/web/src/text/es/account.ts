// SPDX-License-Identifier: Apache-2.0
/** The screen of one's own account in Spanish. */
import type { AccountText } from "../en/account.ts";

/** The table. */
export const ES_ACCOUNT: AccountText = {
  title: "Su cuenta",
  name: "Nombre bajo sus firmas",
  roles: "Funciones",
  role: {
    physician: "Médico",
    nurse: "Enfermería",
    pharmacist: "Farmacia",
    coordinator: "Coordinación",
    technician: "Técnico",
    auditor: "Auditoría",
    administrator: "Administración",
    patient: "Paciente",
    "emergency-reader": "Lectura de urgencia",
  },
  codes: "Autenticador con códigos",
  hasCodes: "Configurado",
  noCodes: "Ninguno",
  passkeys: "Llaves de acceso",
  lead:
    "Una llave de acceso comprueba por sí misma que es usted: con ella entra y firma, sin " +
    "contraseña ni código. Solo responde en la dirección de esta consulta.",
  none: "Aún no tiene ninguna llave de acceso.",
  since: "Desde",
  used: "Último uso",
  never: "Nunca",
  label: "Cómo la llama usted",
  rename: "Cambiar nombre",
  renameTitle: (name) => `Otro nombre para «${name}»`,
  keep: "Guardar el nombre",
  revoke: "Anular",
  revokeTitle: (name) => `¿Anular «${name}»?`,
  revokeLead:
    "Ya no abrirá nada, y no se puede deshacer. Demuestre quién es con otro factor distinto. " +
    "Su último segundo factor lo anula un administrador.",
  revokeDo: "Anularla",
  revokeMeaning: "Anulo esta llave de acceso",
  add: "Añadir una llave de acceso",
  addLead:
    "Su navegador le pedirá la huella, la cara, un PIN o una llave de seguridad. Demuestre antes " +
    "que es usted.",
  addDo: "Crear una llave de acceso",
  addMeaning: "Tomo esta llave de acceso como mía",
  password: "Su contraseña",
  code: "Seis cifras de su autenticador",
  withPasskey: "Demostrarlo con una llave de acceso que ya tiene",
  empty: "Escríbalo.",
  added: (name) => `«${name}» es suya. Pruébela: salga y entre con ella.`,
  gone: (name) => `«${name}» está anulada.`,
  server: "La consulta",
  refusals: {
    "code-missing": "Faltan las seis cifras de su autenticador u otra llave de acceso.",
    "code-wrong": "No son las seis cifras que su autenticador muestra ahora.",
    "password-wrong": "La contraseña no es correcta.",
    "code-used": "Este código ya se usó. Espere al siguiente.",
    "factor-missing": "Su cuenta no tiene autenticador: use una llave de acceso.",
    "same-factor": "Demuéstrelo con otro factor que la llave que anula.",
    "last-factor": "Es su último segundo factor. Añada antes otro o pida ayuda a un administrador.",
    "out-of-range": "Tiene tantas llaves como admite una cuenta. Anule antes una.",
    "already-there": "Esta llave de acceso ya está inscrita.",
    other: "La consulta lo rechaza.",
  },
};
