// SPDX-License-Identifier: Apache-2.0
/** The lab's stories in Spanish. */
import type { StoryText } from "../en/stories.ts";

/** The table. */
export const ES_STORIES: Readonly<Record<string, StoryText>> = {
  morphine: {
    title: "Morfina, un solo flujo",
    told:
      "Morfina 10 mg/mL a 2 mg/d y un bolo de 0.1 mg que el paciente puede pedir. Una bomba con " +
      "sensor de nivel. Nada falla si usted no lo permite.",
    task:
      "Observe un implante sano. Después rómpalo: encienda un fallo y vea quién lo nota " +
      "primero.",
    hints: [],
    cause: "",
    inside: "",
  },
  baclofen: {
    title: "Baclofeno, un puente",
    told:
      "El baclofeno pasa de 500 a 2000 mcg/mL con la misma dosis de 400 mcg/d. La línea aún " +
      "contiene el líquido débil; la bomba lo saca con el flujo anterior.",
    task:
      "Observe la dosis en la punta mientras dura el puente. Después pare la bomba y mire el " +
      "líquido cefalorraquídeo.",
    hints: [],
    cause: "",
    inside: "",
  },
  mixture: {
    title: "Morfina con bupivacaína",
    told:
      "Dos fármacos en un líquido, con un patrón de días laborables: 3 mg/d de día y 2 mg/d de " +
      "noche. Antes había morfina sola a la mitad de concentración.",
    task: "Vea cómo un flujo lleva dos dosis y cómo el líquido antiguo sale de la línea.",
    hints: [],
    cause: "",
    inside: "",
  },
  "basal-fills-the-window": {
    title: "El bolo que cabía y no cabía",
    told:
      "Una bomba nueva da 2 mg/d, con un límite de 16 mcL en cualquier hora. Un minuto después " +
      "del inicio el paciente pide 10 mcL. Casi nada se ha administrado todavía.",
    task: "La bomba lo deniega. ¿Se equivoca? Averigüe qué ha contado.",
    hints: [
      "Pregunte a la bomba por su flujo y calcule lo que trae la próxima hora sin ningún bolo.",
      "En la próxima hora llegan 8.3 mcL de flujo basal. Sume el bolo y compare con el límite.",
    ],
    cause: "El bolo cabe en el pasado; con el flujo basal de la hora que viene supera el límite",
    inside:
      "La guarda cuenta lo que ya está comprometido. Un texto publicado de requisitos miraba " +
      "solo el pasado, y su lógica permitía una sobredosis. Aquí cada ventana de una hora y de " +
      "un día suma lo pasado y lo comprometido, así que el bolo se deniega y la dosis basal " +
      "sigue intacta.",
  },
  "battery-film": {
    title: "Reinicio en la noche",
    told:
      "Un paciente con dosis estable llama: la bomba ha pitado, y luego otra vez. Deberían " +
      "quedar dos tercios de la batería.",
    task:
      "Avance hasta el final del cuarto día. Averigüe qué le pasó a la bomba y si falta alguna " +
      "dosis.",
    hints: [
      "Mire las alarmas con sus horas: son dos, con un día de diferencia.",
      "Una batería puede estar llena y no poder dar su tensión bajo carga.",
    ],
    cause: "Una película en la batería: la tensión cae bajo carga y la bomba se reinicia",
    inside:
      "La película eleva la resistencia de la pila. La bomba juzga la batería por su tensión " +
      "bajo carga, no por su edad, y dice que está débil. Después una caída de tensión la " +
      "reinicia. Vuelve con el programa que llevaba, no repite ningún bolo y avisa del " +
      "reinicio.",
  },
  "over-infusion-with-level-sensor": {
    title: "El nivel que no cuadraba",
    told:
      "Tres semanas después del llenado empieza a sonar una bomba con sensor de nivel. Nadie ha " +
      "tocado el programa.",
    task: "Averigüe qué ha encontrado la bomba y qué hay de verdad en el reservorio.",
    hints: [
      "Avance tres semanas y pregunte a la bomba. ¿Qué compara con qué?",
      "Vacíe el reservorio, como en un llenado, y compare con lo calculado.",
    ],
    cause: "El motor mueve más en cada giro; el sensor de nivel lo delata",
    inside:
      "El mecanismo mueve un quinto más en cada giro. Los giros y la cuenta coinciden, así que " +
      "solo el nivel lo delata: en cuanto difieren 2 mL la bomba lo dice, semanas antes de " +
      "vaciarse, y la alarma de reservorio bajo se guía por el menor de los dos.",
  },
  "pocket-fill": {
    title: "Después del llenado",
    told:
      "El undécimo día se llena la bomba con 20 mL. Todo según el protocolo, y unos minutos " +
      "después la bomba suena.",
    task: "Averigüe dónde están los 20 mL antes de que lo muestre el paciente.",
    hints: ["¿Cuánto cree contener la bomba, y qué alarma hay?", "Aspire otra vez. ¿Cuánto sale?"],
    cause: "El llenado fue al bolsillo bajo la piel y no al reservorio",
    inside:
      "La aguja estaba junto al reservorio. La cuenta de la bomba es lo anotado menos lo que " +
      "da, y no hay nada que dar. Su sensor de nivel dice en un minuto que nivel y cuenta no " +
      "coinciden. Sin él la bomba callaría hasta la próxima aguja. " +
      "Lo que hizo el fármaco bajo la piel no se calcula aquí.",
  },
  "priming-bolus": {
    title: "El cebado",
    told:
      "Se ceba un implante nuevo: el volumen de tubo y catéter se impulsa deprisa para que la " +
      "terapia empiece enseguida en la punta. Media hora después el paciente está somnoliento.",
    task: "Averigüe cuánto fármaco llegó al líquido cefalorraquídeo durante el cebado, y por qué.",
    hints: [
      "El cebado dio exactamente lo aprobado. ¿Era la línea tan grande como se dijo?",
      "Mire dentro: cuente lo que ha salido de la punta al terminar el cebado.",
    ],
    cause: "El tubo contiene menos de lo que decía la constante; el exceso salió por la punta",
    inside:
      "El cebado se calculó con 0.199 mL de tubo, y hay 0.140 mL. El exceso de 0.059 mL salió " +
      "por la punta en minutos: más que la dosis de un día. Una constante necesita una fuente, " +
      "y la que nadie ha verificado nunca actúa.",
  },
  "replacement-date": {
    title: "¿Cuándo hay que cambiarla?",
    told:
      "Ha aparecido el indicador de la batería. Una semana después se pierde el reloj de pared, " +
      "y alguien pregunta hasta cuándo hay que cambiar la bomba.",
    task:
      "Avance hasta el undécimo día e indique la fecha que da la bomba. ¿La mueve el reloj " +
      "perdido?",
    hints: [
      "Pregunte a la bomba antes y después de perder el reloj, y reste.",
      "La bomba cuenta con un reloj que solo avanza. La fecha no es de ningún calendario.",
    ],
    cause: "Noventa días después del indicador, diga lo que diga el reloj de pared",
    inside:
      "La fecha está a 90 días del momento en que apareció el indicador, contados en el reloj " +
      "propio de la bomba. Un reloj de pared perdido no la mueve; nunca está en blanco y nunca " +
      "se aplaza.",
  },
  "silent-over-infusion": {
    title: "Todo en calma",
    told:
      "Pasa un mes. La bomba dice que da lo programado y no suena ninguna alarma. El paciente " +
      "duerme más que antes.",
    task: "Decida en el llenado si se puede confiar en esta bomba.",
    hints: [
      "La bomba solo puede decir lo que ha contado. ¿Qué más se puede medir?",
      "Llénela el día 31 y compare lo que encuentra la aguja con lo calculado.",
    ],
    cause: "El motor mueve más en cada giro y ningún sensor puede verlo",
    inside:
      "El mecanismo mueve un quinto más en cada giro y gira exactamente lo que se le pide. " +
      "Ninguna cuenta de giros puede verlo, y esta bomba no tiene sensor de nivel. Quien lo ve " +
      "es la aguja: 3 mL menos de lo calculado, muy por encima del umbral publicado del 14.5 %.",
  },
  "telemetry-after-mri": {
    title: "La resonancia",
    told:
      "A un paciente con el reservorio bajo se le hace una resonancia. Estaba prevista, la " +
      "alarma suena todo el tiempo, y en medio se pregunta a la bomba.",
    task: "Averigüe si la bomba siguió por sí misma tras la resonancia y qué queda abierto.",
    hints: [
      "Recorra el día 2 en minutos. ¿Qué fluye antes, durante y después del campo?",
      "Pasa el final previsto. ¿Qué alarma es ahora la más urgente, y quién puede terminarla?",
    ],
    cause: "El imán sujetó el rotor; siguió por sí mismo, y alguien tiene que comprobarlo",
    inside:
      "Mientras el imán sujeta el rotor no se mueve nada, y preguntar no cambia nada. Cuando se " +
      "va el campo el rotor gira enseguida; lo que faltó se descuenta y nunca se recupera. La " +
      "bomba queda abierta hasta que alguien la haya visto girar.",
  },
  "unfinished-update": {
    title: "La actualización",
    told:
      "El día 3 se envía una actualización y no llega como debe. El día 4 se envía otra vez. El " +
      "día 5 se para la bomba media hora.",
    task: "Averigüe qué prescripción estaba en marcha en cada momento y si hubo un hueco.",
    hints: [
      "Pregunte a la bomba la versión de su programa antes y después de cada sesión.",
      "Una de las órdenes fue denegada. El diario dice por qué.",
    ],
    cause: "La primera actualización se denegó entera, y el programa antiguo siguió sin hueco",
    inside:
      "Una actualización que no llega entera no lo es. La que se envía contra una versión que " +
      "no está en marcha se deniega; la prescripción antigua sigue sin hueco, y una completa la " +
      "sustituye entera. Solo se para con una orden propia, con motivo y tiempo máximo.",
  },
  "valves-in-a-magnet": {
    title: "La bomba sin motor",
    told:
      "Una bomba que deja pasar porciones por dos válvulas entra en el campo de una resonancia. " +
      "No se vació antes su reservorio.",
    task: "Averigüe qué hace la bomba y qué no puede hacer.",
    hints: [
      "Avance hasta la 01:00 del día 2 y pregunte. ¿Qué ordena y qué fluye?",
      "Mire dentro: compare el flujo que ordena la bomba con el verdadero.",
    ],
    cause: "Las dos válvulas quedan abiertas en el campo; la bomba lo ve y no puede impedirlo",
    inside:
      "Ningún programa puede sujetar una válvula abierta. El sensor de flujo encuentra el flujo " +
      "libre en el siguiente latido; la bomba lo anuncia con su tono más urgente y ya no ordena " +
      "nada. Lo que pasa por las válvulas pasa igual, un mililitro en la hora. Solo un " +
      "reservorio vacío no tiene nada que descargar.",
  },
  "wrong-port": {
    title: "Veinte mililitros perdidos",
    told:
      "El undécimo día se inyectan 20 mL y se anotan como llenado. Esta bomba no tiene sensor " +
      "de nivel.",
    task: "El día 26 toca el próximo llenado. Diga qué ocurrió en el último.",
    hints: [
      "Ninguna alarma lo cuenta. La próxima aguja sí: ¿cuánto encuentra?",
      "No se encuentra nada donde se esperaban mililitros. El puerto de la bomba es uno de dos.",
    ],
    cause: "La inyección fue por el puerto que lleva al catéter",
    inside:
      "Un llenado es una anotación; lo que dice se compara con lo que encuentra la próxima " +
      "aguja. Aquí 20 mL fueron por el otro puerto. La bomba sigue con su cuenta y no tiene " +
      "nada que mover, y el próximo llenado no encuentra nada donde se esperaban mililitros. " +
      "Lo que hizo la dosis inyectada en el líquido cefalorraquídeo no se calcula aquí.",
  },
};
