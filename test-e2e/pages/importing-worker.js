/** The worker's script where nobody has built what it imports. */
import "./nowhere.js";
