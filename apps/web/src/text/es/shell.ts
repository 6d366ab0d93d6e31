// SPDX-License-Identifier: Apache-2.0
/** What stands on every screen, in Spanish. */
import type { ShellText } from "../en/shell.ts";

/** The table. */
export const ES_SHELL: ShellText = {
  name: "Cisterna",
  notADevice: "No es un producto sanitario.",
  notADeviceWhy:
    "Para aprender, planificar y comprobar. Nada de esto está autorizado para tratar a nadie, y " +
    "ningún número de aquí sustituye a una lectura de la bomba.",
  skip: "Ir al contenido",
  sections: "Secciones",
  start: "Inicio",
  radar: "Radar de vaciado",
  lab: "Laboratorio",
  simulator: "Transición",
  reader: "Lector de pasaportes",
  language: "Idioma",
  languages: { en: "English", es: "Español" },
  scheme: "Claro u oscuro",
  schemes: { light: "Claro", dark: "Oscuro", auto: "Como el sistema" },
  keys: "Teclas",
  keysTitle: "Teclas de esta pantalla",
  keysEverywhere: "En todas partes",
  close: "Cerrar",
  print: "Imprimir",
  loading: "Cargando …",
  failed: "No se ha podido cargar.",
  failedWhy:
    "Puede que no haya conexión o que la aplicación haya cambiado en el servidor. Lo que ha " +
    "escrito en otros lugares sigue ahí.",
  again: "Volver a intentar",
  broken: "La aplicación ha encontrado un error en sí misma.",
  brokenWhy:
    "Ya no puede fiarse de nada de lo que se muestra. Vuelva a cargar la página; si se repite, " +
    "comunique estas palabras:",
  notFound: "No existe esa pantalla.",
  startTitle: "¿Qué desea hacer?",
  startLead:
    "Una bomba implantada administra fármaco en el líquido cefalorraquídeo, día y noche, " +
    "durante años. Estos bancos muestran lo que ocurre dentro, con el controlador, el catéter y " +
    "el cuerpo calculados en esta página.",
  benches: {
    lab: {
      title: "Laboratorio de bombas",
      about:
        "Un implante virtual completo que puede romper sin peligro. Incidentes publicados como " +
        "tareas, con pistas y un análisis final.",
      go: "Abrir el laboratorio",
    },
    simulator: {
      title: "Transición y mezcla",
      about:
        "Qué llega a la punta, y cuándo, tras un cambio de fármaco o de concentración: con y " +
        "sin puente, con un catéter de volumen desconocido.",
      go: "Abrir el simulador",
    },
    reader: {
      title: "Lector de pasaportes",
      about:
        "Lee el código QR que lleva el paciente. Un solo archivo, funciona sin conexión, " +
        "responde cinco preguntas.",
      go: "Abrir el lector",
    },
  },
};
